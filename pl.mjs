import { chromium } from 'playwright-core';
import { findChromium } from './e2e/find-chromium.mjs';
import { readFileSync, readdirSync } from 'node:fs';
const args=['--no-sandbox','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync','--disable-dev-shm-usage','--use-gl=angle','--use-angle=swiftshader','--enable-unsafe-swiftshader','--ignore-gpu-blocklist',...(process.env.FL?process.env.FL.split(' '):[])];
const base='http://127.0.0.1:18080';
const path=process.argv[2]??'/area/50';
const cpu=()=>{const out={};for(const p of readdirSync('/proc').filter(x=>/^\d+$/.test(x))){try{const s=readFileSync(`/proc/${p}/stat`,'utf8');const f=s.slice(s.lastIndexOf(')')+2).split(' ');const c=readFileSync(`/proc/${p}/cmdline`,'utf8');let k=null;if(c.includes('--type=gpu'))k='gpu';else if(c.includes('--type=renderer'))k='renderer';else if(c.includes('chrom')&&!c.includes('--type='))k='browser';else if(c.includes('serve'))k='server';else if(c.includes('--type='))k='other';if(k)out[k]=(out[k]??0)+(+f[11]+ +f[12])*10;}catch{}}return out};
const res=[];
for(let i=0;i<+(process.env.N??3);i++){
const b=await chromium.launch({executablePath:findChromium(),args});
const c=await b.newContext({viewport:{width:+(process.env.W??1920),height:+(process.env.H??1080)},locale:'zh-CN'});
const page=await c.newPage();
await c.request.post(base+'/api/auth/sign-in/username',{data:{username:'demo-dispatcher',password:'demo-dispatcher'},headers:{origin:base}});
const before=cpu();
await page.addInitScript(()=>{const m=window.__m={};new MutationObserver(()=>{if(!m.shell&&document.querySelector('#root > *'))m.shell=performance.now();if(!m.fig&&[...document.querySelectorAll('[data-figure]')].some(e=>/\d/.test(e.textContent??'')))m.fig=performance.now();if(!m.map&&document.querySelector('[data-map-ready="true"]'))m.map=performance.now()}).observe(document,{subtree:true,childList:true,attributes:true,characterData:true})});
await page.goto(base+path+(path.includes('?')?'&':'?')+'motion=off');
await page.locator('[data-map-ready="true"]').waitFor({state:'attached',timeout:60000});
const after=cpu();
const m=await page.evaluate(()=>window.__m);
console.log(Object.entries(m).map(([k,v])=>k+' '+Math.round(v)).join(' '),'| cpu',Object.keys(after).map(k=>k+' '+(after[k]-(before[k]??0))).join(' '));
if(process.env.SHOT)await page.screenshot({path:process.env.SHOT});
await b.close();}
